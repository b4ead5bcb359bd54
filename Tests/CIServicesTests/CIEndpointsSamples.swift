import CIMocks

/// Endpoints for tests of the server itself.
enum CIEndpointsSamples {
    /// One that uses TLS and one that does not.
    static var both: CIEndpoints {
        var endpoints = CIEndpoints.gitHub()
        endpoints.gitLab = CIEndpoints.gitLab(server: "http://127.0.0.1:8080").gitLab
        return endpoints
    }
}
