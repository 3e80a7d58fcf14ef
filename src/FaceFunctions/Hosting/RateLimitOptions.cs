using System.ComponentModel.DataAnnotations;

namespace FaceFunctions.Hosting;

/// <summary>How many requests a caller may make of one instance, from <c>FaceFunctions:RateLimit</c>.</summary>
internal sealed class RateLimitOptions : IValidatableObject
{
    /// <summary>Gets or sets the requests a minute of one caller, in the long run. From 0, the default, which is no limit, to a million.</summary>
    [Range(0, 1_000_000)]
    public int PermitsPerMinute { get; set; }

    /// <summary>Gets or sets how many of them may come at once after a rest. From 0, the default, which means as many as <see cref="PermitsPerMinute"/>, to a million.</summary>
    [Range(0, 1_000_000)]
    public int Burst { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Burst > 0 && PermitsPerMinute == 0 ? [new("RateLimit:Burst means nothing without RateLimit:PermitsPerMinute.", [nameof(Burst)])] : [];
}
