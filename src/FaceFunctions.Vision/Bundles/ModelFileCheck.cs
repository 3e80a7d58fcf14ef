using FaceFunctions.Vision.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Vision.Bundles;

/// <summary>Says why a file is no model that can be used, and what to do. One clause each, after "cannot be used: ".</summary>
internal static class ModelFileCheck
{
    /// <summary>What is wrong with a file before a runtime sees it.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>Null when nothing is.</returns>
    public static string? FindFault(ReadOnlySpan<byte> file) =>
        file.IsEmpty ? "the file is empty; fetch or export it again"
        : file.StartsWith("version https://git-lfs"u8) ? "it is only a Git LFS pointer to the model; fetch the file itself, with git lfs pull or from the model's page"
        : file.StartsWith("<"u8) ? "it is a web page and no model; download the file itself"
        : file.StartsWith("PK\x03\x04"u8) || file.StartsWith((ReadOnlySpan<byte>)[0x80, 2]) ? "it is a PyTorch file or an archive; export the model to ONNX with torch.onnx.export, or unpack it"
        : IsAt4(file, "TFL3"u8) ? "it is a TensorFlow Lite model; convert it to ONNX with tf2onnx"
        : IsAt4(file, "ORTM"u8) ? "it is in ONNX Runtime's own format, which fits one version of the runtime only; take the ONNX file that it was made of"
        : OnnxFileFacts.Read(file) is not { } facts ? "it is no ONNX model, or only a part of one; fetch or export it again"
        : facts.ExternalFile is { } other ? $"its weights lie in a file of their own ({other}), but a bundle verifies one file a model; save it as one, in Python with "
            + "onnx.save_model(onnx.load(\"model.onnx\"), \"one.onnx\", save_as_external_data=False), and write the new file's SHA-256"
        : null;

    /// <summary>Why the runtime refused a file in which <see cref="FindFault"/> found nothing.</summary>
    /// <param name="file">The file's bytes.</param>
    public static string ExplainRefusal(ReadOnlySpan<byte> file)
    {
        OnnxFileFacts? facts = OnnxFileFacts.Read(file);
        return facts is { ForeignOperators.Count: > 0 }
            ? $"it needs operators that ONNX Runtime does not have ({string.Join(", ", facts.ForeignOperators)}); export it with standard operators only"
            : $"ONNX Runtime {OrtEnv.Instance().GetVersionString()} refuses its graph, which is written for operators of version {facts?.Opset} in file format {facts?.IrVersion}; "
                + "export it anew with opset 17, and check it with onnx.checker.check_model";
    }

    private static bool IsAt4(ReadOnlySpan<byte> file, ReadOnlySpan<byte> mark) => file.Length > 4 && file[4..].StartsWith(mark);
}
