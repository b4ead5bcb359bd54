import SystemPackage

/// Counts tokens with the Llama 3 tokenizer, which the Python package llama-models carries.
enum LlamaTokens {
    private static let script = PythonScript(
        stage: "tokens",
        packages: "llama-models tiktoken",
        text: """
            import json, sys
            from llama_models.llama3.tokenizer import Tokenizer
            tokenizer = Tokenizer.get_instance()
            for path in sys.argv[1:]:
                with open(path) as file:
                    for line in file:
                        turns = [
                            f"<|start_header_id|>{turn['role']}<|end_header_id|>\\n\\n{turn['content']}<|eot_id|>"
                            for turn in json.loads(line)["messages"]
                        ]
                        print(len(tokenizer.encode("".join(turns), bos=True, eos=False, allowed_special="all")))
            """)

    /// The tokens of each row of the files, those of the chat template included.
    /// - Throws: ``DatasetError`` when the Python lacks the package.
    static func counts(of files: [FilePath], python: String) async throws -> [Int32] {
        try await script(files.map(\.string), python: python).split(separator: "\n").compactMap { Int32($0) }
    }
}

extension DatasetReport {
    /// Counts the rows' tokens, as ``LengthReport/tokens``, with a Python that has llama-models.
    /// - Throws: ``DatasetError`` when it has not.
    public mutating func countTokens(of files: [FilePath], python: String) async throws {
        lengths.tokens = LengthReport.Spread(try await LlamaTokens.counts(of: files, python: python))
    }
}
