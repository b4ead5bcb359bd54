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
                "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
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

    private func records(_ file: File) -> JSONValue {
        func field(_ name: String, _ words: String) -> JSONValue {
            let id = "\(file.split.hubName)/\(name)"
            return [
                "@type": "cr:Field", "@id": .string(id), "name": .string(id), "description": .string(words), "dataType": "sc:Text",
                "source": ["fileObject": ["@id": .string(file.split.fileName)], "extract": ["column": .string(name)]],
            ]
        }
        return [
            "@type": "cr:RecordSet", "@id": .string(file.split.hubName), "name": .string(file.split.hubName),
            "field": [
                field("id", "Name of the example."),
                field("messages", "The conversation: system, then user and assistant in turn, each with role and content."),
                field("metadata", "The example's place on the axes of diversity."),
            ],
        ]
    }
}
