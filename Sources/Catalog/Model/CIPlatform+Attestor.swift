import CIMocks
import Witness

extension CIPlatform {
    /// The attestor that records where the work took place.
    var attestor: Attestor {
        switch self {
        case .gitHub: .github
        case .gitLab: .gitlab
        case .jenkins: .jenkins
        case .awsCodeBuild: .awsCodeBuild
        case .ec2: .aws
        case .computeEngine: .gcpIIT
        }
    }
}

extension Attestor {
    /// The platform that the attestor finds itself on, if it needs one.
    var platform: CIPlatform? { CIPlatform.allCases.first { $0.attestor == self } }
}
