using System.ComponentModel.DataAnnotations;

namespace FaceFunctions.Vision;

/// <summary>Settings of recognition, from the configuration section <c>FaceFunctions</c> (as an app setting: <c>FaceFunctions__...</c>); checked at start.</summary>
public sealed class VisionOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "FaceFunctions";

    /// <summary>Gets or sets the folder of the model bundle, absolute or relative to the app's own folder. The default is <c>bundle</c>.</summary>
    [Required]
    public string BundlePath { get; set; } = "bundle";

    /// <summary>Gets or sets the most bytes of a photo. From 1 to 1 GiB; the default is 20 MiB.</summary>
    [Range(1.0, 1024.0 * 1024 * 1024)]
    public long MaxPhotoBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Gets or sets the most pixels of a photo.</summary>
    /// <value>From 1 to 500 million; the default is 60 million. A format other than JPEG takes four bytes a pixel while it is analysed: 240 MB at the default.</value>
    [Range(1.0, 500_000_000.0)]
    public long MaxPhotoPixels { get; set; } = 60_000_000;

    /// <summary>Gets or sets the shorter side in pixels of the smallest face that is found in a large photo.</summary>
    /// <value>
    /// From 0 to 1000; the default is 40, the least that stands for a person. 0 turns the closer look off. Half the number means four times the work, up to 100 looks a photo;
    /// below 20 nothing more is found.
    /// </value>
    [Range(0, 1000)]
    public int SmallestFacePixels { get; set; } = 40;

    /// <summary>Gets or sets how many photos are analysed at the same time; 0, the default, is one a core.</summary>
    [Range(0, 1024)]
    public int MaxConcurrentAnalyses { get; set; }

    /// <summary>Gets or sets the cosine from which two faces are one person, from -1 to 1; null, the default, is the bundle's own.</summary>
    [Range(-1.0, 1.0)]
    public float? MatchThreshold { get; set; }

    /// <summary>Gets or sets the cosine from which a match is offered for review, from -1 to the match threshold; null, the default, is the bundle's own.</summary>
    [Range(-1.0, 1.0)]
    public float? ReviewThreshold { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ReviewThreshold > MatchThreshold ? [new("ReviewThreshold must not exceed MatchThreshold.", [nameof(ReviewThreshold)])] : [];
}
