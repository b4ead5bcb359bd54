import Basics

/// An instance of Google Compute Engine as its metadata server describes it.
///
/// Source of names and forms: Google Cloud's documentation, "Verify the identity of VM instances".
struct ComputeEngineInstance: Sendable {
    let build: CIBuild

    private static let zones = ["us-central1-a", "us-east4-c", "us-west1-b", "europe-west1-d", "europe-north1-a", "asia-northeast1-b"]

    var projectID: String { "\(build.repository.owner)-\(build.repositoryInvented.pick("project", ["build", "ci", "delivery", "release"]))" }
    var projectNumber: UInt64 { build.invented(for: projectID).number("project", 100_000_000_000...999_999_999_999) }
    var zone: String { build.invented.pick("zone", Self.zones) }
    var instanceID: UInt64 { build.invented.number("instance", 1_000_000_000_000_000_000...8_999_999_999_999_999_999) }
    var instanceName: String { "builder-\(build.invented.hexadecimal("name", 4))" }
    var serviceAccount: String { "\(projectNumber)-compute@developer.gserviceaccount.com" }

    /// What the instance's identity token says of it, but for its audience.
    var claims: [String: JSONValue] {
        let subject = "\(build.invented(for: serviceAccount).number("subject", 100_000_000_000_000_000...199_999_999_999_999_999))"
        let instance: JSONValue = [
            "instance_creation_timestamp": .integer(build.startTime - 86_400),
            "instance_id": .string("\(instanceID)"),
            "instance_name": .string(instanceName),
            "project_id": .string(projectID),
            "project_number": .integer(Int64(projectNumber)),
            "zone": .string(zone),
        ]
        return [
            "iss": "https://accounts.google.com",
            "sub": .string(subject),
            "azp": .string(subject),
            "email": .string(serviceAccount),
            "email_verified": true,
            "iat": .integer(build.startTime),
            "exp": .integer(build.startTime + 3600),
            "google": ["compute_engine": instance],
        ]
    }

    var environment: [String: String] { [:] }
}
