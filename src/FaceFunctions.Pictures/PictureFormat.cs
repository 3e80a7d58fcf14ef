namespace FaceFunctions.Pictures;

/// <summary>The file formats that pictures are made in.</summary>
public enum PictureFormat
{
    /// <summary>JPEG, which everything can show.</summary>
    Jpeg,

    /// <summary>WebP: smaller, and about twice the work.</summary>
    Webp,
}
