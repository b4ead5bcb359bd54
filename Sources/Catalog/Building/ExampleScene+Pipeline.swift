import CIMocks
import Orchestrator

extension ExampleScene {
    /// What the answer does up to the attestation, as steps of the platform's pipeline.
    ///
    /// Some platforms give each step a shell of its own, to which what another exported is lost: so what readies the run is one step with it.
    func pipelineSteps(_ script: PipelineScript) -> [PipelineStep] {
        func lines(_ blocks: AnswerBlock?...) -> [String] {
            blocks.compactMap { $0?.code }.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        }
        return [
            PipelineStep(name: "Make the signing key", lines: lines(script.keys)),
            PipelineStep(name: "Run and attest", lines: lines(script.prepare, script.run)),
        ]
    }

    /// The file in the repository that makes the platform do so; `nil` where it keeps none there.
    func pipelineFile(_ script: PipelineScript) throws -> CIFile? {
        try build.flatMap { try CIMock($0).pipelineFile(pipelineSteps(script)) }
    }

    /// Checks that the scripts in the pipeline file, as its platform would read them, are what the steps before carried out, and nothing else.
    func pipelineStep(_ file: CIFile, _ script: PipelineScript) -> Step {
        Self.pipelineStep(named: "pipeline-check", path: file.path, steps: pipelineSteps(script))
    }

    /// Checks that a pipeline file has the scripts of these steps and no others.
    static func pipelineStep(named name: String, path: String, steps: [PipelineStep]) -> Step {
        let scripts = steps.map { $0.lines.joined(separator: "\n") }
        return Step(name: name, arguments: ["python3", "-I", "-S", "-c", pipelineReader, path] + scripts)
    }

    /// Takes the block scalars of a YAML file, or the strings between three quotation marks of a Jenkinsfile.
    private static let pipelineReader = #"""
        import re, sys, textwrap
        path, *expected = sys.argv[1:]
        text = open(path, encoding="utf-8").read()
        if path.endswith("Jenkinsfile"):
            found = [re.sub(r"\\(.)", r"\1", part) for part in text.split("'''")[1::2]]
        else:
            found = [match[2] for match in re.finditer(r"^( *)(?:- |run: )\|\n((?:\1 +.*\n)+)", text, re.M)]
        found = [textwrap.dedent(part).strip("\n") for part in found]
        sys.exit(0 if found == expected else f"{path} holds {found}, but the steps were {expected}")
        """#
}
