import Basics
import Witness

/// Another attested run for a control, in a clone of the project. Its command only brings the artifact back, so that every attestor finds what it
/// found before and what the control changes is all that differs; rules about the command are broken by just that.
struct ControlRun {
    let scene: ExampleScene
    /// The attestors that it asks for.
    let attestors: [Attestor]
    /// What signs it; nil for the example's own key.
    var key: SigningKey?

    /// Where its artifact lies, in the words of a shell that has run ``lines(changedBy:)``.
    static let artifact = "$changed.clone/$target"

    /// Shell lines that write the attestation to `$changed`. Those given run before, in the clone: they may change it, export variables, change the
    /// file `$kept`, or set `target`.
    func lines(changedBy changes: [String] = []) -> [String] {
        let clone = [
            "kept=$changed.artifact",
            "target=\(scene.artifact)",
            "cp \(scene.artifact) $kept",
            "git clone -q --template= . $changed.clone",
            "cd $changed.clone",
            "git remote set-url origin \(scene.remote)",
        ]
        let export = scene.exported.map { ["export \($0.name)=\(ShellWords.quoted($0.value))"] } ?? []
        let options = WitnessCommandLine.attestorOptions(attestors)
        let key = (key ?? scene.key).runArguments(from: scene.workingDirectory)
        // Without any name after -a, witness would add the attestors that are its default.
        let names = attestors.isEmpty ? "product" : attestors.map(\.name).joined(separator: ",")
        let run = [
            "mkdir -p $(dirname $target)",
            "witness run -l error -s \(scene.specification.step) \(key) -o $changed -a \(names)\(options) -- cp $kept $target",
            "cd \(scene.workingDirectory)",
        ]
        return clone + export + (scene.hasTokens ? TokenControl.prelude : []) + changes + run
    }
}
