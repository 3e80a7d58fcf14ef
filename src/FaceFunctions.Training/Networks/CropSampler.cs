namespace FaceFunctions.Training.Networks;

/// <summary>Cuts the crop of a face out of a picture: bilinear, the edge goes on outside. What ONNX calls GridSample with border padding and aligned corners.</summary>
internal static class CropSampler
{
    /// <summary>Cuts one crop.</summary>
    /// <param name="picture">[side x side] values.</param>
    /// <param name="side">Side of the picture.</param>
    /// <param name="place">Where the face is.</param>
    /// <param name="cropSide">Side of the crop.</param>
    /// <param name="crop">Receives [cropSide x cropSide] values.</param>
    public static void Draw(ReadOnlySpan<float> picture, int side, FacePlace place, int cropSide, Span<float> crop)
    {
        float last = side - 1;
        for (int row = 0; row < cropSide; row++)
        {
            float v = Coordinate(row, cropSide);
            for (int column = 0; column < cropSide; column++)
            {
                float u = Coordinate(column, cropSide);
                float x = Math.Clamp(((place.A * u) - (place.B * v) + place.X + 1) / 2 * last, 0, last);
                float y = Math.Clamp(((place.B * u) + (place.A * v) + place.Y + 1) / 2 * last, 0, last);
                (int left, int top) = ((int)x, (int)y);
                (int right, int bottom) = (Math.Min(left + 1, side - 1), Math.Min(top + 1, side - 1));
                (float partX, float partY) = (x - left, y - top);
                float above = Mix(picture[(top * side) + left], picture[(top * side) + right], partX);
                float below = Mix(picture[(bottom * side) + left], picture[(bottom * side) + right], partX);
                crop[(row * cropSide) + column] = Mix(above, below, partY);
            }
        }
    }

    /// <summary>Where a pixel of a crop lies, from -1 to 1.</summary>
    public static float Coordinate(int pixel, int cropSide) => (2f * pixel / (cropSide - 1)) - 1;

    private static float Mix(float from, float to, float part) => from + (part * (to - from));
}
