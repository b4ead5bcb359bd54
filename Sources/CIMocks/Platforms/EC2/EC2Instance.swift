import Basics

/// An instance of Amazon EC2 as its metadata service describes it.
///
/// Source of names and forms: AWS's documentation, "Instance identity documents".
struct EC2Instance: Sendable {
    let build: CIBuild

    private static let regions = ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"]
    private static let types = ["t3.medium", "t3.large", "m5.large", "m6i.xlarge", "c5.xlarge", "c6i.2xlarge"]

    var region: String { build.invented.pick("region", Self.regions) }
    var account: String { AmazonAccount(owner: build.repository.owner).id }
    var instanceID: String { "i-0\(build.invented.hexadecimal("instance", 16))" }
    var imageID: String { "ami-0\(build.invented.hexadecimal("image", 16))" }
    var privateAddress: String { "172.31.\(build.invented.number("network", 0...95)).\(build.invented.number("host", 4...254))" }

    /// The document that the service signs; what an instance has not is null.
    var identityDocument: JSONValue {
        [
            "accountId": .string(account),
            "architecture": "x86_64",
            "availabilityZone": .string(region + build.invented.pick("zone", ["a", "b", "c"])),
            "billingProducts": nil,
            "devpayProductCodes": nil,
            "imageId": .string(imageID),
            "instanceId": .string(instanceID),
            "instanceType": .string(build.invented.pick("type", Self.types)),
            "kernelId": nil,
            "marketplaceProductCodes": nil,
            "pendingTime": .string(CITime.stamp(build.startTime)),
            "privateIp": .string(privateAddress),
            "ramdiskId": nil,
            "region": .string(region),
            "version": "2017-09-30",
        ]
    }

    var environment: [String: String] { ["AWS_DEFAULT_REGION": region, "AWS_REGION": region] }
}
