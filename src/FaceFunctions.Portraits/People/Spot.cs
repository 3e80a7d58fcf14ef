using System.Numerics;

namespace FaceFunctions.Portraits.People;

/// <summary>A freckle or a mole.</summary>
/// <param name="At">Place on the face, in half heads.</param>
/// <param name="Radius">In half heads.</param>
/// <param name="Strength">From 0 to 1.</param>
internal readonly record struct Spot(Vector2 At, float Radius, float Strength);
