import Catalog

/// Examples like those that the catalog makes, drawn at random from real-looking projects, commands and policies.
enum ConversationSamples {
    static let projects: [(name: String, language: String, summary: String)] = [
        ("routelint", "go", "a Go linter for YAML route tables"),
        ("parcelwatch", "go", "a Go HTTP service that records where parcels were last seen"),
        ("tallybook", "go", "a Go command-line tool that sums ledger entries per account"),
        ("changelog-kit", "node", "a Node.js library that turns commit subjects into a changelog"),
        ("tidy-invoice", "node", "a Node.js command-line tool that totals invoices and their VAT"),
        ("link-keeper", "node", "a Node.js HTTP service that shortens links and lets them expire"),
        ("meterlog", "python", "a Python command-line tool that turns meter readings into daily consumption"),
        ("pinwatch", "python", "a Python library that compares two requirement files"),
        ("signpost", "python", "a Python WSGI service that serves files through signed links"),
        ("ferryline", "java", "a Java library for ferry timetables"),
        ("stampbook", "java", "a Java command-line tool that files stamps"),
        ("gridsum", "rust", "a Rust crate that sums sparse grids"),
        ("logsieve", "rust", "a Rust command-line tool that filters logs"),
    ]

    static let commands: [(line: String, phrase: String, artifact: String)] = [
        ("go build -o bin/NAME ./cmd/NAME", "build the NAME binary", "bin/NAME"),
        ("sh -c 'go test -count=1 -json ./... > test-events.json'", "run the Go tests and keep the JSON event log", "test-events.json"),
        ("go vet ./...", "check the sources with go vet", "vet.txt"),
        ("npm pack --silent", "pack the npm package", "NAME-1.2.0.tgz"),
        ("sh -c 'node --test --test-reporter=junit > junit.xml'", "run the tests and keep a JUnit report", "junit.xml"),
        ("uv build -q --wheel", "build the wheel", "dist/NAME-1.1.0-py3-none-any.whl"),
        (".venv/bin/pytest -q -p no:cacheprovider --junitxml=report.xml", "test NAME with pytest", "report.xml"),
        ("ruff check --output-format sarif --output-file ruff.sarif .", "check the code style with ruff", "ruff.sarif"),
        ("bandit -q -r src -f sarif -o bandit.sarif", "look for insecure Python with bandit", "bandit.sarif"),
        ("cargo build --release --offline --locked", "compile the crate for release", "target/release/NAME"),
        ("cargo cyclonedx --format json", "write a CycloneDX SBOM of the crate", "NAME.cdx.json"),
        ("mvn -q -o package", "package the jar with Maven", "target/NAME-1.0.0.jar"),
        ("syft scan -q dir:. --source-name NAME -o spdx-json=sbom.spdx.json", "generate an SPDX SBOM with syft", "sbom.spdx.json"),
        ("syft scan -q dir:. --source-name NAME -o cyclonedx-json=sbom.cdx.json", "generate a CycloneDX SBOM with syft", "sbom.cdx.json"),
        ("git archive --format=tar.gz -o NAME.tar.gz HEAD", "pack the committed sources", "NAME.tar.gz"),
        ("zip -qr NAME.zip src", "zip the sources", "NAME.zip"),
        ("hadolint --format sarif Dockerfile", "lint the Dockerfile", "hadolint.sarif"),
        ("make dist", "make the distribution", "dist/NAME.tar"),
    ]

    static let steps = ["build", "compile", "test", "package", "lint", "scan", "sbom", "archive", "release", "publish"]
    static let attestors = [
        "git", "environment", "lockfiles", "maven", "sbom", "sarif", "link", "slsa", "secretscan", "system-packages", "omnitrail",
    ]
    static let signers = [
        ("ed25519", "ed25519"), ("ed25519", "ed25519"), ("ecdsa-p256", "ECDSA P-256"), ("ecdsa-p384", "ECDSA P-384"), ("ecdsa-p521", "ECDSA P-521"),
    ]
    static let platforms = [("jenkins", "a Jenkins job"), ("aws-codebuild", "an AWS CodeBuild build"), ("gitlab", "a GitLab CI job")]
    static let requirements = [
        ["the branch is BRANCH", "the commit was made on BRANCH", "it was built from the BRANCH branch"],
        ["the work tree is clean", "there is no uncommitted change"],
        ["the variable STAGE is production", "STAGE equals production in the environment", "it ran with STAGE=production"],
        ["DEBUG is not set", "no variable is called DEBUG"],
        ["FILE is among the products", "the products include FILE", "the command wrote FILE"],
        ["the command's exit code is 0", "the recorded exit code equals 0"],
        ["the lock file is not empty", "a lock file was recorded"],
        ["the SBOM lists at least 1 component", "the bill of materials is not empty"],
    ]

    /// A consistent set of slots.
    static func slots(seed: UInt64) throws -> ConversationSlots {
        var generator = SeededGenerator(seed: seed, purpose: "sample")
        let project = projects[generator.below(projects.count)]
        let command = commands[generator.below(commands.count)]
        let signer = signers[generator.below(signers.count)]
        let branch = ["main", "release", "trunk", "develop"][generator.below(4)]
        let fill = { (text: String) in text.replacing("NAME", with: project.name).replacing("BRANCH", with: branch) }
        let artifact = fill(command.artifact)
        let count = 1 + min(generator.below(6), generator.below(8))
        var slots = ConversationSlots(
            values: [
                "language": project.language, "projectName": project.name, "projectSummary": project.summary,
                "stepName": steps[generator.below(steps.count)], "commandLine": fill(command.line), "commandPhrase": fill(command.phrase),
                "artifact": artifact, "signer": signer.0, "signerPhrase": signer.1, "policyExpires": "2035-01-01T00:00:00Z",
                "keyFile": "../key.pem", "attestationFile": "../attestation.json", "branch": branch,
            ],
            lists: ["attestorNames": generator.shuffled(attestors).prefix(count).sorted()])
        if signer.0 == "ed25519" { slots.flags.insert("defaultSigner") }
        if generator.oneIn(2) {
            slots.flags.insert("rego")
            slots.lists["regoRequirements"] = generator.shuffled(requirements).prefix(1 + generator.below(2)).map {
                fill($0[generator.below($0.count)]).replacing("FILE", with: artifact)
            }
        }
        if generator.oneIn(4) {
            slots.flags.insert("ci")
            let platform = platforms[generator.below(platforms.count)]
            slots.values["ci"] = platform.0
            slots.values["ciPhrase"] = platform.1
        }
        if generator.oneIn(2) {
            slots.flags.insert("namedFiles")
            slots.values["publicKeyFile"] = "../key.pub"
            slots.values["policyFile"] = "../policy.json"
            slots.values["signedPolicyFile"] = "../policy.signed.json"
        }
        if generator.oneIn(10) {
            slots.flags.insert("exported")
            slots.values["exportedVariable"] = "DEPLOY_ENV=staging"
        }
        if command.line.contains("syft") || command.line.contains("cyclonedx") {
            slots.flags.insert("sbom")
            slots.values["sbomTool"] = command.line.contains("syft") ? "syft" : "cargo-cyclonedx"
        }
        return slots
    }

    /// Blocks as the answer of a full pipeline has them.
    static func blocks(for slots: ConversationSlots) -> [AnswerBlock] {
        let step = slots.values["stepName"] ?? ""
        let command = slots.values["commandLine"] ?? ""
        let artifact = slots.values["artifact"] ?? ""
        return [
            AnswerBlock(kind: .keys, code: "openssl genpkey -algorithm ed25519 -out ../key.pem\nopenssl pkey -in ../key.pem -pubout -out ../key.pub"),
            AnswerBlock(kind: .run, code: "witness run -s \(step) -k ../key.pem -o ../attestation.json -- \(command)"),
            AnswerBlock(kind: .policy, code: "cat > ../policy.json <<EOF\n{}\nEOF", titleSlots: ["blockFile": "../policy.json"]),
            AnswerBlock(kind: .check, code: "witness policy check ../policy.json"),
            AnswerBlock(kind: .sign, code: "witness sign -k ../key.pem -f ../policy.json -o ../policy.signed.json"),
            AnswerBlock(kind: .verify, code: "witness verify -k ../key.pub -p ../policy.signed.json -a ../attestation.json -f \(artifact)"),
        ]
    }
}
