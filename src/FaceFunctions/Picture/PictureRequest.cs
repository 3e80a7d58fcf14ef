using System.Globalization;
using FaceFunctions.Http;
using FaceFunctions.Pictures;

namespace FaceFunctions.Picture;

/// <summary>What is asked of a photo's picture.</summary>
/// <param name="Face">Number of the face to cut out, from 0; null shows the whole photo.</param>
/// <param name="Size">Longest side in pixels at most.</param>
/// <param name="Boxes">Whether faces are framed.</param>
/// <param name="Format">Format of the file.</param>
internal sealed record PictureRequest(int? Face, int Size, bool Boxes, PictureFormat Format)
{
    private const int DefaultSize = 512;

    /// <summary>Whether the photo's faces must be known.</summary>
    public bool NeedsFaces => Boxes || Face is not null;

    /// <summary>Reads a request; absent or empty parameters have their defaults.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static Problem? Read(HttpRequest request, out PictureRequest asked)
    {
        asked = new PictureRequest(null, DefaultSize, false, PictureFormat.Jpeg);
        IQueryCollection query = request.Query;
        if (!TryReadNumber(query["size"].ToString(), PictureView.MinSize, PictureView.MaxSize, out int? size))
        {
            return Problem.BadParameter("size", $"'size' is the picture's longest side in pixels: a whole number from {PictureView.MinSize} to {PictureView.MaxSize}.");
        }

        if (!TryReadNumber(query["face"].ToString(), 0, int.MaxValue, out int? face))
        {
            return Problem.BadParameter("face", "'face' is the number of a face in the photo's list of faces: a whole number from 0.");
        }

        string boxes = query["boxes"].ToString();
        if (boxes is not ("" or "true" or "false"))
        {
            return Problem.BadParameter("boxes", "'boxes' is true, to have faces framed, or false.");
        }

        if (PictureNegotiation.Choose(request.Headers) is not { } format)
        {
            return Problem.NotAcceptable("Pictures are image/jpeg or image/webp; the Accept header takes neither.");
        }

        asked = new PictureRequest(face, size ?? DefaultSize, boxes == "true", format);
        return null;
    }

    private static bool TryReadNumber(string text, int min, int max, out int? number)
    {
        number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int read) ? read : null;
        return text.Length == 0 || (number >= min && number <= max);
    }
}
