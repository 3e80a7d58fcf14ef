namespace FaceFunctions.Portraits;

/// <summary>Names one occasion on which a person is drawn: turn of the head, expression, light, background, clothes and camera follow from it.</summary>
/// <param name="Value">Any number. Neighbouring numbers are as different as any two photos.</param>
public readonly record struct PhotoSeed(ulong Value);
