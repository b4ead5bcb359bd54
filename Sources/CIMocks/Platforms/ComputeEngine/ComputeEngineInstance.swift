import Basics

/// An instance of Google Compute Engine, a node of a Kubernetes Engine cluster with Workload Identity, as its metadata server describes it.
///
/// Source of names and forms: Google Cloud's documentation, "About VM metadata" and "Workload Identity Federation for GKE".
struct ComputeEngineInstance: Sendable {
    let build: CIBuild

    private static let zones = ["us-central1-a", "us-east4-c", "us-west1-b", "europe-west1-d", "europe-north1-a", "asia-northeast1-b"]

    var projectID: String { "\(build.repository.owner)-\(build.repositoryInvented.pick("project", ["build", "ci", "delivery", "release"]))" }
    var projectNumber: UInt64 { build.invented(for: projectID).number("project", 100_000_000_000...999_999_999_999) }
    var zone: String { build.invented.pick("zone", Self.zones) }
    var instanceID: UInt64 { build.invented.number("instance", 1_000_000_000_000_000_000...8_999_999_999_999_999_999) }
    var instanceName: String { "gke-builder-\(build.invented.hexadecimal("name", 4))" }
    var clusterName: String { "\(projectID)-builders" }
    var serviceAccount: String { "builder@\(projectID).iam.gserviceaccount.com" }

    /// What the identity token says, but for its audience.
    ///
    /// It is the token of a workload on a node of Kubernetes Engine, which has no claim `google`: at that claim, which the token of a bare
    /// instance has, the `witness` of today ends in a panic.
    var claims: [String: JSONValue] {
        let subject = "\(build.invented(for: serviceAccount).number("subject", 100_000_000_000_000_000...199_999_999_999_999_999))"
        return [
            "iss": "https://accounts.google.com",
            "sub": .string(subject),
            "azp": .string(subject),
            "email": .string(serviceAccount),
            "email_verified": true,
            "iat": .integer(build.startTime),
            "exp": .integer(build.startTime + 3600),
        ]
    }

    /// What the metadata server tells besides, by its path below `/computeMetadata/v1/`.
    var metadata: [String: String] {
        [
            "instance/attributes/cluster-location": zone,
            "instance/attributes/cluster-name": clusterName,
            "instance/attributes/cluster-uid": build.invented(for: clusterName).hexadecimal("cluster", 64),
            "instance/hostname": "\(instanceName).\(zone).c.\(projectID).internal",
            "instance/id": "\(instanceID)",
            "instance/service-accounts/default/email": serviceAccount,
            "instance/zone": "projects/\(projectNumber)/zones/\(zone)",
            "project/numeric-project-id": "\(projectNumber)",
            "project/project-id": projectID,
        ]
    }

    var environment: [String: String] { [:] }
}
