namespace FaceFunctions.Client;

/// <summary>A box in pixels of the upright photo, origin top-left. May reach past the photo's edge.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct FaceBox(float X, float Y, float Width, float Height);

/// <summary>A point in pixels of the upright photo, origin top-left.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct FacePoint(float X, float Y);

/// <summary>A photo that was asked about.</summary>
/// <param name="Source">Where it came from: container/path, or <c>body</c>.</param>
/// <param name="Width">Width of the upright photo in pixels.</param>
/// <param name="Height">Its height.</param>
public sealed record Probe(string Source, int Width, int Height);

/// <summary>What there is to search.</summary>
/// <param name="Faces">Named faces.</param>
/// <param name="People">People; null where there are more of them than the search counts.</param>
public sealed record GallerySize(int Faces, int? People = null);

/// <summary>The calibration in force, whether it decides or something before it does.</summary>
/// <param name="Id">Its version.</param>
/// <param name="FalseAlarmRate">The wanted part of strangers' searches that name somebody.</param>
/// <param name="ReviewRate">The wanted part of strangers' searches that find anything.</param>
/// <param name="Source">What it was made of: <c>gallery</c>, <c>folder</c> or <c>pairs</c>.</param>
/// <param name="People">People whose photos it rests on.</param>
/// <param name="Comparisons">Comparisons of a photo with another person that it rests on.</param>
/// <param name="SmallestProbability">Where a false-match probability is this, it means at most this.</param>
/// <param name="Outgrown">Whether the gallery holds more people than it can speak of: calibrate anew.</param>
public sealed record Calibration(
    string Id, double FalseAlarmRate, double ReviewRate, string Source, int People, long Comparisons, double SmallestProbability, bool Outgrown);
