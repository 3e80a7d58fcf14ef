using System.Numerics;
using System.Numerics.Tensors;

namespace FaceFunctions.Core.Detection;

/// <summary>Turns YuNet's raw outputs into faces.</summary>
/// <remarks>Formulas: OpenCV's face_detect.cpp and libfacedetection.train's yunet_head.py. A cell's point is its corner: nothing is added to column or row.</remarks>
public static class YuNetDecoder
{
    /// <summary>The strides of the three output levels, in pixels of the input.</summary>
    public static ReadOnlySpan<int> Strides => [8, 16, 32];

    /// <summary>Decodes one level and adds what reaches the score.</summary>
    /// <param name="level">The level's outputs.</param>
    /// <param name="stride">Pixels of the input a cell.</param>
    /// <param name="columns">Cells a row: the input's width divided by <paramref name="stride"/>.</param>
    /// <param name="minScore">Smallest score, from 0 to 1.</param>
    /// <param name="faces">Receives the faces, in pixels of the detector's input, in row-major order of their cells.</param>
    /// <exception cref="ArgumentException">The level's parts do not hold the same number of cells.</exception>
    public static void Decode(YuNetLevel level, int stride, int columns, float minScore, ICollection<DetectedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        int cells = level.Class.Length;
        if (level.Objectness.Length != cells || level.Boxes.Length != 4 * cells || level.Points.Length != 10 * cells)
        {
            throw new ArgumentException($"A level of {cells} cells has {level.Objectness.Length} objectness, {level.Boxes.Length} box and {level.Points.Length} landmark values.", nameof(level));
        }

        for (int cell = 0; cell < cells; cell++)
        {
            float score = MathF.Sqrt(Math.Clamp(level.Class[cell], 0, 1) * Math.Clamp(level.Objectness[cell], 0, 1));
            if (!(score >= minScore))
            {
                continue;
            }

            (int row, int column) = Math.DivRem(cell, columns);
            ReadOnlySpan<float> box = level.Boxes.Slice(cell * 4, 4);
            ReadOnlySpan<float> points = level.Points.Slice(cell * 10, 10);
            float width = MathF.Exp(box[2]) * stride;
            float height = MathF.Exp(box[3]) * stride;
            var bounds = new PixelBox(((column + box[0]) * stride) - (width / 2), ((row + box[1]) * stride) - (height / 2), width, height);
            var landmarks = new FaceLandmarks(Point(points, 0), Point(points, 1), Point(points, 2), Point(points, 3), Point(points, 4));

            // A wild exponent gives an endless box; no such face can be aligned.
            if (float.IsFinite(bounds.X + bounds.Y + bounds.Area) && bounds.Area > 0 && !float.IsNaN(TensorPrimitives.Sum(points)))
            {
                faces.Add(new DetectedFace(bounds, landmarks, score));
            }

            Vector2 Point(ReadOnlySpan<float> values, int n) => new((values[2 * n] + column) * stride, (values[(2 * n) + 1] + row) * stride);
        }
    }
}
