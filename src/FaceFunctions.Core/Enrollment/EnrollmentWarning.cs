namespace FaceFunctions.Core.Enrollment;

/// <summary>Something strange about a new photo's subject. The hierarchy is closed.</summary>
/// <remarks>It holds numbers and no other person's name or photo: who is erased must not live on in other people's rows.</remarks>
public abstract record EnrollmentWarning
{
    private EnrollmentWarning()
    {
    }

    /// <summary>What it says, in one sentence for the user.</summary>
    public abstract string Sentence { get; }

    /// <summary>The subject looks more like another person than like any other photo of its own.</summary>
    /// <param name="OwnSimilarity">Cosine to the nearest photo of its own person; null when this is the first.</param>
    /// <param name="Similarity">Cosine to the nearest photo of anybody else.</param>
    public sealed record LooksLikeAnother(float? OwnSimilarity, float Similarity) : EnrollmentWarning
    {
        /// <inheritdoc/>
        public override string Sentence => OwnSimilarity is { } own
            ? FormattableString.Invariant($"The face looks more like another person (cosine {Similarity:0.000}) than like any other photo of its own ({own:0.000}).")
            : FormattableString.Invariant($"The person is new, and the face looks like somebody who is there under another name (cosine {Similarity:0.000}).");
    }

    /// <summary>The subject is unlike all other photos of its person.</summary>
    /// <param name="OwnSimilarity">Cosine to the nearest of them.</param>
    public sealed record UnlikeOwn(float OwnSimilarity) : EnrollmentWarning
    {
        /// <inheritdoc/>
        public override string Sentence => FormattableString.Invariant($"The face is unlike all other photos of its person (cosine {OwnSimilarity:0.000} to the nearest).");
    }

    /// <summary>The gallery could not be searched, so nobody knows.</summary>
    public sealed record NotCompared : EnrollmentWarning
    {
        /// <inheritdoc/>
        public override string Sentence => "The photo was not compared with the gallery, which could not be searched at that time.";
    }
}
