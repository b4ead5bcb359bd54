import Orchestrator

/// What one platform brings to a job: the sites that answer for it, and what the sandbox gets so that it finds them.
struct PlatformSites: Sendable {
    var sites: [HTTPSite]
    var provisions = ServiceProvisions()
}
