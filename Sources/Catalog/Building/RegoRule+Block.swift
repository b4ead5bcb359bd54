extension RegoRule {
    /// The module's text without line feeds at its end.
    var code: String {
        var text = module[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    /// The block that writes the module to its file: the file itself, or shell that holds it.
    func block(in paths: ExamplePaths, asFile: Bool, kind: AnswerBlock.Kind = .policy) -> AnswerBlock {
        let file = paths.file(name + ".rego")
        return asFile
            ? AnswerBlock(kind: kind, code: code, language: .rego, titleSlots: ["blockFile": file])
            : AnswerBlock(kind: kind, code: "cat > \(file) <<'EOF'\n\(code)\nEOF")
    }
}
