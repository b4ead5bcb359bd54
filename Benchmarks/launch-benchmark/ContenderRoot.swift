/// What kind of root file system a contender gives the command: figures compare only where it is the same.
enum ContenderRoot: String {
    case writable = "fresh, writable"
    case readOnly = "read-only"
    case host = "none"
}
