using System.Text;

namespace FaceFunctions.Vision.Onnx;

/// <summary>What an ONNX file says about itself that decides whether it can be loaded. Read without a runtime, whose own messages help nobody.</summary>
/// <remarks>Numbers of fields: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.</remarks>
internal sealed class OnnxFileFacts
{
    /// <summary>Sub-graphs in sub-graphs that are looked into.</summary>
    private const int MaxDepth = 16;

    private static readonly string[] KnownDomains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    private readonly SortedSet<string> _foreignOperators = new(StringComparer.Ordinal);

    private OnnxFileFacts()
    {
    }

    /// <summary>Version of the standard operators; 0 when it is not said.</summary>
    public long Opset { get; private set; }

    /// <summary>Version of the file format.</summary>
    public long IrVersion { get; private set; }

    /// <summary>Name of the first other file that holds weights; null when all are in this one.</summary>
    public string? ExternalFile { get; private set; }

    /// <summary>Operators that ONNX Runtime does not bring along, with their domains.</summary>
    public IReadOnlyCollection<string> ForeignOperators => _foreignOperators;

    /// <summary>Reads a file.</summary>
    /// <returns>Null when it is no ONNX model, or not a whole one.</returns>
    public static OnnxFileFacts? Read(ReadOnlySpan<byte> file)
    {
        var facts = new OnnxFileFacts();
        bool hasGraph = false;
        var model = new WireFields(file);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 1:
                    facts.IrVersion = model.Number;
                    break;
                case 7:
                    hasGraph = facts.ReadGraph(model.Bytes, 0);
                    break;
                case 8:
                    facts.ReadOpset(model.Bytes);
                    break;
            }
        }

        return hasGraph && !model.IsBroken && facts.IrVersion > 0 ? facts : null;
    }

    private void ReadOpset(ReadOnlySpan<byte> opset)
    {
        (string domain, long version) = ("", 0);
        var fields = new WireFields(opset);
        while (fields.Next())
        {
            (domain, version) = fields.Field switch
            {
                1 => (Encoding.UTF8.GetString(fields.Bytes), version),
                2 => (domain, fields.Number),
                _ => (domain, version),
            };
        }

        Opset = domain is "" or "ai.onnx" ? version : Opset;
    }

    private bool ReadGraph(ReadOnlySpan<byte> graph, int depth)
    {
        var fields = new WireFields(graph);
        while (fields.Next())
        {
            if (fields.Field == 1)
            {
                ReadNode(fields.Bytes, depth);
            }
            else if (fields.Field == 5)
            {
                ReadTensor(fields.Bytes);
            }
        }

        return !fields.IsBroken;
    }

    private void ReadNode(ReadOnlySpan<byte> node, int depth)
    {
        (string operation, string domain) = ("", "");
        var fields = new WireFields(node);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 4:
                    operation = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 5 when depth < MaxDepth:
                    ReadAttribute(fields.Bytes, depth);
                    break;
                case 7:
                    domain = Encoding.UTF8.GetString(fields.Bytes);
                    break;
            }
        }

        if (!KnownDomains.Contains(domain))
        {
            _foreignOperators.Add($"{domain}.{operation}");
        }
    }

    private void ReadAttribute(ReadOnlySpan<byte> attribute, int depth)
    {
        var fields = new WireFields(attribute);
        while (fields.Next())
        {
            if (fields.Field == 5)
            {
                ReadTensor(fields.Bytes);
            }
            else if (fields.Field == 6)
            {
                ReadGraph(fields.Bytes, depth + 1);
            }
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> tensor)
    {
        bool external = false;
        string location = "another file";
        var fields = new WireFields(tensor);
        while (fields.Next())
        {
            external |= fields is { Field: 14, Number: 1 };
            location = fields.Field == 13 ? ReadLocation(fields.Bytes) ?? location : location;
        }

        ExternalFile ??= external ? location : null;
    }

    private static string? ReadLocation(ReadOnlySpan<byte> entry)
    {
        (string key, string value) = ("", "");
        var fields = new WireFields(entry);
        while (fields.Next())
        {
            (key, value) = fields.Field == 1 ? (Encoding.UTF8.GetString(fields.Bytes), value) : (key, Encoding.UTF8.GetString(fields.Bytes));
        }

        return key == "location" ? value : null;
    }
}
