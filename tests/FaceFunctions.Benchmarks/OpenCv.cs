using FaceFunctions.Vision.Imaging;
using OpenCvSharp;

namespace FaceFunctions.Benchmarks;

/// <summary>Our pictures in OpenCV's own form.</summary>
internal static class OpenCv
{
    /// <summary>A copy with three bytes a pixel, as <c>imdecode</c> gives.</summary>
    public static Mat ToMat(DecodedPhoto photo)
    {
        using Mat pixels = Mat.FromPixelData(photo.Height, photo.Width, MatType.CV_8UC4, photo.Pixels);
        var copy = new Mat();
        Cv2.CvtColor(pixels, copy, ColorConversionCodes.BGRA2BGR);
        return copy;
    }

    /// <summary>The mean absolute difference of two pictures of one size, from 0 to 255.</summary>
    public static double Difference(BgrImage ours, Mat theirs)
    {
        using Mat copy = Mat.FromPixelData(ours.Height, ours.Width, MatType.CV_8UC3, ours.Pixels);
        return Cv2.Norm(copy, theirs, NormTypes.L1) / ours.Pixels.Length;
    }
}
