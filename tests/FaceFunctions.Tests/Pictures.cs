using System.Text.Json;
using FaceFunctions.Testing;
using SkiaSharp;

namespace FaceFunctions.Tests;

/// <summary>Pictures made of the shared photos.</summary>
public static class Pictures
{
    /// <summary>The file of a shared photo.</summary>
    public static byte[] File(string photo) => System.IO.File.ReadAllBytes(SharedFiles.Path("photos/" + photo));

    public static SKBitmap Read(string photo) => SKBitmap.Decode(File(photo));

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, int quality = 92)
    {
        using SKData data = bitmap.Encode(format, quality) ?? throw new InvalidOperationException($"Skia cannot write {bitmap.ColorType} as {format}.");
        return data.ToArray();
    }

    /// <summary>A photo without anybody.</summary>
    public static byte[] Landscape(int width = 320, int height = 240, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(120, 170, 220));
        using var paint = new SKPaint { Color = new SKColor(70, 120, 50) };
        canvas.DrawRect(0, height / 2f, width, height, paint);
        return Encode(bitmap, format);
    }

    /// <summary>Several shared photos side by side, each cut around its face, every face the same height.</summary>
    public static byte[] Group(int faceHeight, params string[] photos) => SideBySide([.. photos.Select(photo => (photo, faceHeight))]);

    /// <summary>Two shared photos side by side, each cut around its face, with faces of different heights.</summary>
    public static byte[] Beside(string photo, int faceHeight, string other, int otherFaceHeight) => SideBySide((photo, faceHeight), (other, otherFaceHeight));

    /// <summary>A photo shrunk until its face is that high, on a gray ground of 640 x 480.</summary>
    public static byte[] WithFaceHeight(string name, int faceHeight)
    {
        float scale = faceHeight / FaceOf(name).Height;
        using SKImage photo = SKImage.FromEncodedData(File(name));
        using var bitmap = new SKBitmap(640, 480);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Gray);
        canvas.DrawImage(photo, SKRect.Create(200, 150, photo.Width * scale, photo.Height * scale), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return Encode(bitmap);
    }

    /// <summary>A photo out of focus; sigma in pixels of the photo.</summary>
    public static byte[] Blurred(string name, float sigma)
    {
        using SKImage photo = SKImage.FromEncodedData(File(name));
        using var bitmap = new SKBitmap(photo.Width, photo.Height);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { ImageFilter = SKImageFilter.CreateBlur(sigma, sigma) };
        canvas.DrawImage(photo, 0, 0, new SKSamplingOptions(SKFilterMode.Linear), paint);
        return Encode(bitmap);
    }

    /// <summary>Box of the face of a shared photo, as OpenCV found it.</summary>
    public static SKRect FaceOf(string photo)
    {
        using var golden = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Path("photos/golden.json")));
        JsonElement box = golden.RootElement.EnumerateArray().Single(entry => entry.GetProperty("photo").GetString() == photo).GetProperty("faces")[0].GetProperty("box");
        return SKRect.Create(box[0].GetSingle(), box[1].GetSingle(), box[2].GetSingle(), box[3].GetSingle());
    }

    private static byte[] SideBySide(params (string Photo, int FaceHeight)[] parts)
    {
        using var bitmap = new SKBitmap(parts.Sum(part => part.FaceHeight * 2), parts.Max(part => part.FaceHeight * 2));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Gray);
        float left = 0;
        foreach ((string file, int faceHeight) in parts)
        {
            SKRect face = FaceOf(file);
            using SKImage photo = SKImage.FromEncodedData(File(file));
            float side = face.Height * 2;
            var around = SKRect.Create(face.MidX - (side / 2), face.MidY - (side / 2), side, side);
            var cell = SKRect.Create(left, 0, faceHeight * 2, faceHeight * 2);
            canvas.Save();
            canvas.ClipRect(cell);
            canvas.DrawImage(photo, around, cell, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            canvas.Restore();
            left = cell.Right;
        }

        return Encode(bitmap);
    }
}
