extension CIPlatform {
    func jenkinsEnvironment(of build: CIBuild) -> [String: String] {
        let server = "https://jenkins.\(build.organization).example/"
        return [
            "JENKINS_URL": server,
            "JENKINS_HOME": "/var/jenkins_home",
            "BUILD_ID": "\(build.number)",
            "BUILD_NUMBER": "\(build.number)",
            "BUILD_DISPLAY_NAME": "#\(build.number)",
            "BUILD_TAG": "jenkins-\(build.project)-\(build.number)",
            "BUILD_URL": "\(server)job/\(build.project)/\(build.number)/",
            "JOB_NAME": build.project,
            "JOB_BASE_NAME": build.project,
            "JOB_URL": "\(server)job/\(build.project)/",
            "BRANCH_NAME": build.branch,
            "EXECUTOR_NUMBER": "\(build.seed % 4)",
            "NODE_NAME": "agent-\(build.seed / 4 % 9 + 1)",
            "WORKSPACE": build.workspace,
        ]
    }
}
