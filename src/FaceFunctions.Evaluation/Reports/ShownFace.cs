using FaceFunctions.Core.Detection;

namespace FaceFunctions.Evaluation.Reports;

/// <summary>A face that a page shows.</summary>
/// <param name="File">Path of its photo.</param>
/// <param name="Box">Where it is.</param>
public sealed record ShownFace(string File, PixelBox Box);
