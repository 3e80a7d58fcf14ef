namespace FaceFunctions.Core.Gallery;

/// <summary>What became of a photo that was uploaded to the gallery.</summary>
public enum PhotoStatus
{
    /// <summary>One face is stored under the photo's person.</summary>
    Enrolled,

    /// <summary>Readable, but no face was found.</summary>
    NoFace,

    /// <summary>A face was found, but it is not fit to stand for a person; the reason says why. Its faces are kept without a name.</summary>
    Refused,

    /// <summary>No picture that can be decoded.</summary>
    Unreadable,

    /// <summary>Over a limit in bytes or pixels.</summary>
    TooLarge,

    /// <summary>The analysis failed in a way that trying again will not heal.</summary>
    Failed,
}
