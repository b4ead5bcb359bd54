/// What an attestor needs; without it the whole run fails, except for `lockfile`, which then records an empty list.
public enum AttestorRequirement: Sendable, Hashable {
    /// Nothing.
    case none
    /// A git repository with a commit around the working directory.
    case repository
    /// A lock file that witness knows, at the top of the process's working directory.
    case lockfile
    /// `pom.xml` at the top of the process's working directory.
    case pom
    /// A product of the attestor's own kind, such as an SPDX document, and no other product that could be taken for one.
    case product
    /// A variable that a CI platform sets.
    case environmentVariable(String)
    /// A cloud's metadata service.
    case metadataService
    /// The attestor can't be asked for on the command line.
    case unavailable
}
