import Basics
import CIMocks
import Foundation
import Witness

extension ExampleScene {
    /// The scene of a specification.
    /// - Throws: ``JobBuilderError`` when the catalog lacks what the specification names, or a text has a place without value.
    init(_ specification: ExampleSpecification, catalog: Catalog) throws {
        guard
            let project = catalog.project("\(specification.language)/\(specification.project)"),
            let command = catalog.command(specification.command),
            let signer = catalog.signer(specification.signer),
            let ci = catalog.ci(specification.ci)
        else {
            throw JobBuilderError(example: specification.id, message: "the catalog lacks a value of the specification; use the one it was made with")
        }
        self.specification = specification
        self.project = project
        self.command = command
        self.signer = signer
        self.ci = ci
        languageName = catalog.languageNames[project.language] ?? project.language

        var draw = SceneDraw(specification)
        let fill = { (text: String, more: [String: String]) in
            do {
                return try SlotText.fill(text, with: project.slots.merging(more) { _, new in new })
            } catch let missing as SlotText.MissingValue {
                throw JobBuilderError(example: specification.id, message: "'\(missing.name)' has no value in: \(text)")
            }
        }
        var choices: [String: String] = [:]
        for (name, values) in command.choices.sorted(by: { $0.key < $1.key }) {
            choices[name] = try fill(draw.pick(values, "choices"), [:])
        }
        run = try fill(command.run, choices)
        artifact = try fill(command.artifact, choices)
        prepare = try command.prepare.map { try fill($0, choices) }
        commandFiles = try command.files.mapValues { try fill($0, choices) }
        environment = try command.environment.mapValues { try fill($0, choices) }
        phrase = try fill(draw.pick(command.phrases, "phrases"), choices)
        noun = try draw.number(0...1) == 0 && !command.nouns.isEmpty ? fill(draw.pick(command.nouns, "nouns"), choices) : nil
        attestors = draw.shuffled(specification.attestors)

        let names = catalog.names
        let branches = try draw.pickTwo(names.branches, "branches")
        let organizations = try draw.pickTwo(names.organizations, "organizations")
        branch = branches.0
        let people = try draw.pickTwo(names.people, "people")
        let (person, otherPerson) = (Person(people.0), Person(people.1))
        author = (person.name, "\(person.login)@\(organizations.0).example")
        let messages = try draw.pickTwo(names.commitMessages, "commitMessages")
        (commitMessage, firstMessage) = messages
        commitTime = draw.commitTime()
        expires = try draw.pick(names.expirations, "expirations")
        paths = try ExamplePaths(names: names, project: project, draw: &draw) { try fill($0, ["step": specification.step]) }

        var setting: BuildSetting?
        if let platform = ci.platform {
            setting = try BuildSetting(
                platform,
                project: project,
                organizations: organizations,
                branches: branches,
                logins: (person.account, otherPerson.account),
                time: commitTime,
                names: names,
                draw: &draw
            )
        }
        build = setting?.build
        foreignBuild = setting?.foreign
        ciPhrase = try setting.map { try draw.phrase(for: ci, trigger: $0.build.trigger, catalog: catalog) } ?? ""
        checkout = setting?.build.checkout ?? .initial(branch: branch)
        remote = setting?.build.repository.cloneURL ?? "https://git.\(organizations.0).example/\(project.name).git"
        let mock = try setting.map { try CIMock($0.build) }
        ciEnvironment = mock?.environment ?? [:]
        workingDirectory = mock?.workspace ?? "\(Self.workspace)/\(project.name)"

        let variable = try draw.variable(names: names, platform: ci.platform, environment: ciEnvironment)
        let words = ShellWords.split(run)
        let program = words.first ?? ""
        var slots: [String: String] = [
            "artifact": artifact, "authorEmail": author.email, "commandWords": words.joined(separator: " "),
            "lockfile": project.lockfile ?? "", "organization": organizations.0, "otherArtifact": artifact + ".sig",
            "otherLockfile": Lockfile.names.subtracting([project.lockfile ?? ""]).min() ?? "",
            "otherOrganization": organizations.1, "otherProgram": program == "make" ? "ninja" : "make",
            "otherValue": variable.otherValue, "otherVariable": variable.name + "_OVERRIDE", "program": program, "remote": remote,
            "step": specification.step, "variable": variable.name, "variableValue": variable.value,
        ]
        slots["otherRemote"] = remote.replacing(organizations.0, with: organizations.1)
        if !checkout.isDetached { slots.merge(["branch": branch, "otherBranch": branches.1]) { own, _ in own } }
        if let setting { slots.merge(try setting.slots) { own, _ in own } }
        var rules: [RegoRule] = []
        for id in specification.rego {
            guard let kind = catalog.regoKind(id) else {
                throw JobBuilderError(example: specification.id, message: "the catalog has no Rego kind '\(id)'")
            }
            let variants = kind.variants(for: command).filter {
                $0.slots.isSubset(of: Set(slots.keys).union(RegoVariant.ownSlots).union(project.slots.keys))
            }
            let variant = try draw.pick(variants, "variants")
            let taken = Set(rules.map(\.name))
            // The question does not say the name, so the rule decides it: nothing in the answer is left to chance.
            guard let name = variant.names.first(where: { !taken.contains($0) }) else {
                throw JobBuilderError(example: specification.id, message: "no free name is left for the rule '\(variant.id)' of '\(id)'")
            }
            let type = command.sbom.flatMap(\.sbomFormat).map(\.predicateType)
            rules.append(
                try RegoRule(
                    variant: variant,
                    name: name,
                    predicateType: kind.attestor == .sbom ? type ?? "" : kind.attestor.predicateTypes[0],
                    requirement: draw.pick(variant.requirements, "requirements"),
                    isViolated: draw.number(0...1) == 0
                ) { try fill($0, slots.merging($1) { _, new in new }) }
            )
        }
        self.rules = rules
        let usesVariable = rules.contains { rule in
            [rule.variant.module, rule.variant.demanded].contains { SlotText.names(in: $0).contains { $0.hasPrefix("variable") } }
        }
        exported = usesVariable && ciEnvironment[variable.name] == nil ? (variable.name, variable.value) : nil
        var order = specification.generator(for: "order of the pipeline's terms")
        pipelineTerms = order.shuffled(mock?.pipelineTerms ?? [])
        asksForPipeline = draw.number(0...3) == 0
        key = try SigningKey(signer, names: names, paths: paths, draw: &draw) {
            try fill($0, $1.merging(["step": specification.step, "organization": organizations.0]) { own, _ in own })
        }
        let stem = paths.file(try draw.pick(names.otherKeys, "otherKeys"))
        otherKey = key.other(privateKey: stem + ".key", publicKey: stem + ".pub")
        followUps = catalog.followUps
    }
}

extension ExamplePaths {
    fileprivate init(names: NameLists, project: Project, draw: inout SceneDraw, fill: (String) throws -> String) throws {
        // The working directory is called as the project or, on Jenkins, as the pipeline: nothing beside it may be.
        let taken = Set(names.pipelines + [project.name])
        directory = try draw.pick(names.directories.filter { !taken.contains(String($0.dropFirst(3))) }, "directories")
        let stem = try fill(draw.pick(names.keys, "keys"))
        let endings = try draw.pick(names.keyEndings, "keyEndings").split(separator: " ")
        privateKey = "\(directory)/\(stem).\(endings[0])"
        publicKey = "\(directory)/\(stem).\(endings[endings.count - 1])"
        attestation = "\(directory)/" + (try fill(draw.pick(names.attestations, "attestations")))
        policy = "\(directory)/" + (try fill(draw.pick(names.policies, "policies")))
        signedPolicy = policy.replacing(".json", with: draw.number(0...1) == 0 ? ".signed.json" : "-signed.json")
    }
}

extension SigningKey {
    fileprivate init(
        _ signer: Signer,
        names: NameLists,
        paths: ExamplePaths,
        draw: inout SceneDraw,
        fill: (String, [String: String]) throws -> String
    ) throws {
        (privateKey, publicKey) = (paths.privateKey, paths.publicKey)
        passphrase =
            try signer.isEncrypted
            ? Passphrase(
                file: paths.file(fill(draw.pick(names.passphrases, "passphrases"), [:])), text: String(draw.seed(), radix: 36))
            : nil
        if signer.isCertified {
            let authority = try draw.pick(names.authorities, "authorities")
            let commonName = try fill(draw.pick(names.commonNames, "commonNames"), [:])
            certificate = Certificate(
                file: paths.file("\(commonName).crt"),
                commonName: commonName,
                intermediate: paths.file("\(authority).pem"),
                intermediateKey: paths.file("\(authority).key"),
                root: paths.file("root.pem"))
        } else {
            certificate = nil
        }
        generate = try fill(
            draw.pick(signer.generate, "generate"), ["privateKey": paths.privateKey, "passphraseFile": passphrase?.file ?? ""])
    }
}

extension RegoRule {
    fileprivate init(
        variant: RegoVariant,
        name: String,
        predicateType: String,
        requirement: String,
        isViolated: Bool,
        fill: (String, [String: String]) throws -> String
    ) throws {
        self.variant = variant
        self.name = name
        self.predicateType = predicateType
        let demanded = try fill(variant.demanded, [:])
        let refused = try fill(variant.refused, [:])
        self.demanded = demanded
        self.refused = refused
        module = try fill(variant.module, ["package": name, "demanded": RegoRule.escaped(demanded)])
        refusingModule = try fill(variant.module, ["package": name, "demanded": RegoRule.escaped(refused)])
        denial = try fill(variant.denial, ["package": name, "demanded": refused])
        self.requirement = try fill(requirement, ["package": name, "demanded": demanded])
        isProvedByViolation = isViolated && variant.violation != nil
        if let violation = variant.violation {
            self.violation = Violation(
                lines: try violation.lines.map { try fill($0, ["package": name, "demanded": demanded]) },
                denial: try fill(violation.denial, ["package": name, "demanded": demanded])
            )
        }
    }

    /// Text as it stands between the quotation marks of a Rego string.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}

/// A person of the catalog, `Full Name <local part>`.
private struct Person {
    let name: String
    /// What stands before the `@` of the address.
    let login: String

    init(_ text: String) {
        let parts = text.split(separator: "<").map { $0.trimmingCharacters(in: [" ", ">"]) }
        name = parts.first ?? ""
        login = parts.last ?? ""
    }

    /// The name of the account on a CI platform. The attestor `secretscan` takes `GITLAB_USER_LOGIN` for a secret and reports its value wherever it is
    /// part of a product, so it is no bare given name: those are in words such as "coverage" and in the addresses of a git log.
    var account: String { "\(login)-\(name.split(separator: " ").last?.lowercased() ?? login)" }
}
