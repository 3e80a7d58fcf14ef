using System.Text.Json.Serialization;

namespace FaceFunctions.Client;

/// <summary>What became of a gallery photo. Compare with the values here; one that a later service has is kept as it is.</summary>
/// <param name="Value">The word of the answer.</param>
[JsonConverter(typeof(WordConverter<PhotoStatus>))]
public readonly record struct PhotoStatus(string Value) : IWord<PhotoStatus>
{
    /// <summary>One of its faces stands for its person.</summary>
    public static PhotoStatus Enrolled { get; } = new("enrolled");

    /// <summary>Its present version has not been looked at yet.</summary>
    public static PhotoStatus Pending { get; } = new("pending");

    /// <summary>A face was found, but it is not fit to stand for a person; the reason says why.</summary>
    public static PhotoStatus Refused { get; } = new("refused");

    /// <summary>No face was found.</summary>
    public static PhotoStatus NoFace { get; } = new("no-face");

    /// <summary>No picture that can be decoded.</summary>
    public static PhotoStatus Unreadable { get; } = new("unreadable");

    /// <summary>Over a limit in bytes or pixels.</summary>
    public static PhotoStatus TooLarge { get; } = new("too-large");

    /// <summary>The analysis failed in a way that trying again does not heal.</summary>
    public static PhotoStatus Failed { get; } = new("failed");

    static PhotoStatus IWord<PhotoStatus>.Of(string value) => new(value);

    /// <summary>The word of the answer.</summary>
    public override string ToString() => Value ?? "";
}
