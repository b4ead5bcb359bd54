/// Lock files that the `lockfiles` attestor knows.
public enum Lockfile {
    /// Their names; no other file counts, `requirements.txt` and `uv.lock` among them.
    public static let names: Set<String> = [
        "Cargo.lock", "Gemfile.lock", "Pipfile.lock", "Podfile.lock", "composer.lock", "go.sum", "gradle.lockfile", "package-lock.json",
        "pnpm-lock.yaml", "poetry.lock", "yarn.lock",
    ]
}
