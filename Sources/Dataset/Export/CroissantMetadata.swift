import Basics
import SystemPackage

/// `croissant.json`: the dataset's files and columns as Croissant 1.0 describes them to machines.
struct CroissantMetadata {
    /// A file of rows.
    struct File {
        var split: Split
        var bytes: Int
        var sha256: String
    }

    static let fileName = "croissant.json"

    var provenance: DatasetProvenance
    var files: [File]

    var document: JSONValue {
        [
            "@context": [
                "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo",
                "cr": "http://mlcommons.org/croissant/", "data": ["@id": "cr:data", "@type": "@json"],
                "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/", "extract": "cr:extract",
                "field": "cr:field", "fileObject": "cr:fileObject", "fileProperty": "cr:fileProperty", "fileSet": "cr:fileSet", "format": "cr:format",
                "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5",
                "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
                "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
                "equivalentProperty": "cr:equivalentProperty", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
                "transform": "cr:transform",
                "examples": ["@id": "cr:examples", "@type": "@json"], "rai": "http://mlcommons.org/croissant/RAI/",
            ],
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": "verified-witness-examples",
            "description": "Conversations that teach the in-toto witness command line, each verified by carrying it out in a sandbox.",
            "version": .string("\(provenance.seed)"),
            "keywords": ["in-toto", "witness", "supply chain", "synthetic", "tool use"],
            "distribution": .array(files.map(distribution)),
            "recordSet": .array(files.map(records)),
        ]
    }

    private func distribution(_ file: File) -> JSONValue {
        [
            "@type": "cr:FileObject", "@id": .string(file.split.fileName), "name": .string(file.split.fileName),
            "contentUrl": .string(file.split.fileName),
            "contentSize": .string("\(file.bytes) B"), "encodingFormat": "application/jsonlines", "sha256": .string(file.sha256),
        ]
    }

    /// Axes that have one value a row; the others are lists, for which a Croissant field has no place.
    private static let axes = ["task", "variant", "language", "template", "command", "commandCategory", "step", "ci", "signer", "sbom"]

    private func records(_ file: File) -> JSONValue {
        func field(_ name: String, column: String, path: String? = nil) -> JSONValue {
            var source: [String: JSONValue] = [
                "fileObject": ["@id": .string(file.split.fileName)], "extract": ["column": .string(column)],
            ]
            if let path { source["transform"] = ["jsonPath": .string(path)] }
            let id = "\(file.split.hubName)/\(name)"
            return ["@type": "cr:Field", "@id": .string(id), "name": .string(id), "dataType": "sc:Text", "source": .object(source)]
        }
        let messages = "\(file.split.hubName)/messages"
        let turns = ["role", "content"].map { (name: String) in field("messages/\(name)", column: "messages", path: name) }
        let axes = Self.axes.map { (name: String) in field("metadata/\(name)", column: "metadata", path: name) }
        let conversation: JSONValue = [
            "@type": "cr:Field", "@id": .string(messages), "name": .string(messages), "repeated": true, "subField": .array(turns),
        ]
        return [
            "@type": "cr:RecordSet", "@id": .string(file.split.hubName), "name": .string(file.split.hubName),
            "field": .array([field("id", column: "id"), conversation] + axes),
        ]
    }
}
