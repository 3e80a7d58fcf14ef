namespace FaceFunctions.Core.Evaluation;

/// <summary>A photo of somebody whom the gallery knows, searched for in it.</summary>
/// <param name="BestRight">The similarity of the person's own nearest photo.</param>
/// <param name="BestWrong">The similarity of the nearest photo of anybody else; negative infinity when there is nobody else.</param>
public readonly record struct MatedProbe(float BestRight, float BestWrong)
{
    /// <summary>Whether the person comes first. Of equal similarities another could: they count as a failure.</summary>
    public bool IsRank1 => BestRight > BestWrong;
}
