namespace FaceFunctions.Portraits;

/// <summary>Some of a set's people, together on one occasion.</summary>
/// <param name="People">Their indices in the set, each once, in the order in which <see cref="GroupPainter"/> places them.</param>
/// <param name="Photo">The occasion.</param>
public sealed record PortraitGroup(IReadOnlyList<int> People, PhotoSeed Photo);
