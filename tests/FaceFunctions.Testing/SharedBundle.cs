using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace FaceFunctions.Testing;

/// <summary>Model bundles made of the shared models, each once a process, in a temporary folder that goes when the process ends.</summary>
public static class SharedBundle
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Folders = new();

    /// <summary>Folder of a bundle with arcface_mobilefacenet_128; skips the running test when the shared files are not here.</summary>
    /// <param name="flip">Flip rule: none, sum or concat.</param>
    /// <param name="detector">YuNet with a fixed input (2023mar) or with any (dynamic); null takes each photo for a face.</param>
    /// <param name="match">Match threshold; 0.40 decides all shared pairs right with flip sum.</param>
    /// <param name="review">Review threshold.</param>
    public static string Folder(string flip = "sum", string? detector = "2023mar", double match = 0.40, double review = 0.35)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{flip}|{detector}|{match}|{review}");
        return Folders.GetOrAdd(key, _ => new Lazy<string>(() => Create(flip, detector, match, review))).Value;
    }

    private static string Create(string flip, string? detector, double match, double review)
    {
        string embedderFile = SharedFiles.Path("models/arcface_mobilefacenet_128.onnx");
        string folder = Directory.CreateTempSubdirectory("facefunctions-bundle-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string json = string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "name": "shared-{{(detector ?? "centre")}}-{{flip}}",
              "description": "Models of the shared folder, for tests.",
              "detector": {{Detector(folder, detector)}},
              "embedder": {
                "file": "embedder.onnx",
                "sha256": "{{Copy(embedderFile, folder, "embedder.onnx")}}",
                "licence": "Non-commercial research only",
                "source": "InsightFace y1",
                "alignment": "{{(detector is null ? "centre" : "five-point")}}",
                "side": 112,
                "channels": "rgb",
                "mean": 0,
                "scale": 1,
                "flip": "{{flip}}",
                "length": {{(flip == "concat" ? 256 : 128)}}
              },
              "thresholds": { "match": {{match}}, "review": {{review}} }
            }
            """);
        File.WriteAllText(Path.Combine(folder, "bundle.json"), json);
        return folder;
    }

    private static string Detector(string folder, string? detector)
    {
        if (detector is null)
        {
            return "null";
        }

        string file = SharedFiles.Path($"models/face_detection_yunet_{(detector == "dynamic" ? "n_dynamic" : detector)}.onnx");
        return $$"""
            {
                "kind": "yunet",
                "file": "detector.onnx",
                "sha256": "{{Copy(file, folder, "detector.onnx")}}",
                "licence": "MIT",
                "source": "opencv_zoo or libfacedetection.train",
                "scoreThreshold": 0.6,
                "nmsThreshold": 0.3,
                "longestSide": 640
              }
            """;
    }

    private static string Copy(string source, string folder, string name)
    {
        byte[] content = File.ReadAllBytes(source);
        File.WriteAllBytes(Path.Combine(folder, name), content);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
