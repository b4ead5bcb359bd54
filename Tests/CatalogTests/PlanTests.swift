import Orchestrator
import Testing
import Witness

@testable import Catalog

@Suite("Plans")
struct PlanTests {
    static let catalog = Result { try Catalog.load() }

    private func plan(_ seed: UInt64 = 7, only filters: String...) throws -> Plan {
        try Plan(seed: seed, catalog: Self.catalog.get(), only: filters.map { try AxisValue(parsing: $0) })
    }

    @Test("a row depends on seed, catalog and index alone")
    func determinism() throws {
        let (first, second) = (try plan(), try plan())
        let indices = [0, 1, 17, 1023, 1024, 1025, 99_999]
        #expect(indices.map(first.specification) == indices.reversed().map(second.specification).reversed())
        #expect(try (0..<40).map(plan(8).specification).map(\.command) != (0..<40).map(first.specification).map(\.command))
    }

    @Test("commands whose program the image lacks are not drawn; without an image, nothing gated is there")
    func gating() throws {
        let catalog = try Self.catalog.get()
        func needs(_ lacking: Set<String>?) throws -> Set<String> {
            let plan = try Plan(seed: 7, catalog: catalog, lacking: lacking)
            return Set((0..<600).flatMap { catalog.command(plan.specification(at: $0).command)?.requires ?? [] })
        }
        #expect(!catalog.gated.isEmpty && catalog.gated.isSubset(of: catalog.programs))
        #expect(try needs(nil).isDisjoint(with: catalog.gated))
        #expect(try needs([]).contains("kubectl"))
        for command in catalog.commands where !catalog.gated.isDisjoint(with: command.requires) {
            let plan = try Plan(seed: 7, catalog: catalog, only: [AxisValue(.command, command.id)], lacking: [])
            #expect(plan.specification(at: 0).command == command.id)
        }
        #expect(try needs(["kubectl", "go"]).isDisjoint(with: ["kubectl", "go"]))
        let error = try #require(throws: PlanError.self) { try plan(only: "command=mypy-junit") }
        #expect(error.description.contains("the image lacks mypy"))
    }

    @Test("witness is told to ask no cluster wherever it is asked for manifests, in one word that can't be taken for the command")
    func manifests() throws {
        let plan = try plan(only: "attestor=k8smanifest")
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "sha256:0")
        for index in 0..<40 {
            let job = try builder.plannedJob(for: plan.specification(at: index)).job
            let runs = job.steps.map { $0.arguments.joined(separator: " ") }.filter { $0.contains("witness run") && $0.contains(" -- ") }
            #expect(runs.contains { $0.contains("--attestor-k8smanifest-record-cluster-information=false ") }, "\(runs)")
        }
    }

    @Test("shares hold over any three hundred rows", arguments: [0, 300, 5000], [7, 8, 9])
    func shares(start: Int, seed: UInt64) throws {
        let plan = try plan(seed)
        let rows = (start..<start + 300).map(plan.specification)
        #expect((135...165).contains(rows.count { !$0.rego.isEmpty }), "Rego")
        #expect((42...60).contains(rows.count { $0.sbom != "none" }), "SBOM")
        #expect(Set(rows.map(\.attestors)).count >= 220, "attestor sets")
        #expect(Set(rows.map(\.language)) == Set(plan.catalog.languages))
        #expect(Set(rows.map(\.step)) == Set(plan.catalog.steps.map(\.name)))
        #expect(Set(plan.catalog.regoKinds.map(\.id)).subtracting(rows.flatMap(\.rego)).count <= 4, "Rego kinds")
        #expect(Set(rows.map(\.command)).count >= 50, "commands")
        #expect(Set(rows.map(\.signer)) == Set(plan.catalog.signers.map(\.id)))
        #expect(Set(rows.map(\.ci)) == Set(plan.catalog.ci.map(\.id)))
        #expect(Set(plan.catalog.tasks.map(\.name)).subtracting(rows.map(\.task)).count <= 2, "tasks")
        #expect(Set(rows.flatMap(\.attestors)) == Set(plan.catalog.attestors))
        #expect(Set(rows.map { $0.axisValues(in: plan.catalog) }).count == rows.count, "equal rows")
    }

    @Test("no row breaks a constraint, and every Rego kind finds its attestation")
    func constraints() throws {
        let plan = try plan()
        for index in 0..<3000 {
            let row = plan.specification(at: index)
            let project = try #require(plan.catalog.project("\(row.language)/\(row.project)"))
            let command = try #require(plan.catalog.command(row.command))
            #expect(command.applies(to: project) && command.stepNames.contains(row.step))
            let task = try #require(TaskTypes.named(row.task))
            let signer = try #require(plan.catalog.signer(row.signer))
            #expect(Constraint.excluding(task, from: signer) == nil, "\(row.id) \(row.task) \(row.signer)")
            let place = try #require(plan.catalog.ci(row.ci))
            #expect(task.rego.allows(!row.rego.isEmpty) && task.takesPlace(in: place), "\(row.id) \(row.task)")
            #expect(Constraint.excluding(task, from: Cell(project: project, command: command)) == nil, "\(row.id) \(row.task)")
            for attestor in row.attestors {
                #expect(Constraint.excluding(attestor, from: project, command, ci: row.ci) == nil, "\(row.id) \(attestor)")
            }
            #expect((row.sbom != "none") == row.attestors.contains(.sbom), "\(row.id)")
            #expect(!row.attestors.isEmpty && row.rego.count <= 2, "\(row.id)")
            for kind in row.rego {
                let attestor = try #require(plan.catalog.regoKind(kind)?.attestor)
                #expect(row.attestors.contains(attestor) || Attestor.alwaysOn.contains(attestor), "\(row.id) \(kind)")
            }
        }
    }

    @Test("the covering prefix meets nearly every pair of values that twice as many rows meet")
    func coverage() throws {
        let plan = try plan()
        func pairs(_ rows: Range<Int>) -> Set<[AxisValue]> {
            var pairs: Set<[AxisValue]> = []
            for index in rows {
                let values = plan.specification(at: index).axisValues(in: plan.catalog).sorted()
                for (position, first) in values.enumerated() {
                    for second in values[(position + 1)...] { pairs.insert([first, second]) }
                }
            }
            return pairs
        }
        let prefix = pairs(0..<Plan.coveringPrefix)
        let all = prefix.union(pairs(Plan.coveringPrefix..<2 * Plan.coveringPrefix))
        let share = Double(prefix.count) / Double(all.count)
        #expect(share >= 0.97, "\(prefix.count) of \(all.count)")
    }

    @Test(
        "filters hold in every row and leave the rest as various as it can be",
        arguments: [
            "language=rust", "command=syft-spdx", "attestor=maven", "attestor=jenkins", "rego=lockfiles", "rego=none", "step=lint", "category=sbom",
            "task=run-command", "task=policy",
        ])
    func filters(filter: String) throws {
        let plan = try plan(only: filter)
        let rows = (0..<80).map(plan.specification)
        let value = try AxisValue(parsing: filter)
        for row in rows {
            let category = AxisValue(.category, plan.catalog.command(row.command)?.category.rawValue ?? "")
            #expect((row.axisValues(in: plan.catalog) + [category]).contains(value), "\(row)")
        }
        #expect(Set(rows.map(\.attestors)).count > 20)
    }

    @Test(
        "an impossible filter is one error that says why",
        arguments: [
            (["language=go", "attestor=maven"], "maven needs a project with pom.xml"),
            (["rego=sbom", "sbom=none"], "sbom needs a command that writes a bill of materials"),
            (["attestor=jenkins", "ci=aws-codebuild"], "a CI attestor needs its own platform"),
            (["attestor=jenkins", "attestor=aws-codebuild"], "a CI attestor needs its own platform"),
            (["language=go", "language=rust"], "no command has these values together"),
            (["rego=none", "rego=git"], "can't both hold Rego and hold none"),
            (["task=policy-json", "signer=x509-ecdsa-p256"], "the task is about keys that no authority certifies"),
            (["task=run-command", "rego=git"], "the task has no policy that could hold Rego"),
            (["task=findings", "rego=git"], "the task is about another Rego rule"),
            (["task=offline", "ci=github"], "the task does not take place there"),
            (["task=ci-pipeline", "ci=aws"], "the task does not take place there"),
            (["language=cobol"], "the catalog has go, java, node, python, rust"),
            (["colour=red"], "expected AXIS=VALUE with an axis among task, language"),
            (["go"], "expected AXIS=VALUE"),
        ])
    func impossible(filters: [String], reason: String) throws {
        let error = #expect(throws: PlanError.self) {
            try Plan(seed: 7, catalog: Self.catalog.get(), only: filters.map { try AxisValue(parsing: $0) })
        }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
}
