using FaceFunctions.Core.Detection;

namespace FaceFunctions.Evaluation.Answers;

/// <summary>One face of a photo that was asked about, or a photo that got no answer.</summary>
/// <param name="Photo">The photo as it was named.</param>
public sealed record AnsweredFace(string Photo)
{
    /// <summary>Its number in the answer, from 0; null for a photo without an answer.</summary>
    public int? Number { get; init; }

    /// <summary>Its box, in pixels of the upright photo.</summary>
    public PixelBox? Box { get; init; }

    /// <summary><c>match</c>, <c>uncertain</c> or <c>unknown</c>.</summary>
    public string? Decision { get; init; }

    /// <summary>Who it is; null when nobody was named.</summary>
    public string? Person { get; init; }

    /// <summary>Raw cosine to the person's nearest photo; when nobody was named, to anybody's.</summary>
    public double? Similarity { get; init; }

    /// <summary>By how much the next person is less like it; null when the answer has no other person. Below 0 where the nearest was named in another face.</summary>
    public double? Margin { get; init; }

    /// <summary>The gallery photo of <see cref="Similarity"/>.</summary>
    public string? BestPhoto { get; init; }

    /// <summary>Why there is no answer, as a stable word: <c>no-face</c>, <c>unreadable</c>, ...</summary>
    public string? Error { get; init; }

    /// <summary>The same in words.</summary>
    public string? Message { get; init; }
}
