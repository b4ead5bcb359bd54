import Orchestrator

/// The endpoints of one job, served.
struct CIService: RunningService {
    let provisions: ServiceProvisions
    let server: HTTPServer

    func stop() async {
        await server.stop()
    }
}
