namespace FaceFunctions.Vision.Detection;

/// <summary>What a bundle may choose about YuNet.</summary>
/// <param name="ScoreThreshold">Smallest score of a face, from 0 to 1.</param>
/// <param name="NmsThreshold">Largest overlap of two faces, from 0 to 1.</param>
/// <param name="LongestSide">Longest side in pixels at which a photo is looked at first.</param>
internal readonly record struct YuNetSettings(float ScoreThreshold, float NmsThreshold, int LongestSide);
