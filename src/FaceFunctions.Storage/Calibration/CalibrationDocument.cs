using System.Text.Json;
using System.Text.Json.Serialization;
using FaceFunctions.Core.Calibration;

namespace FaceFunctions.Storage.Calibration;

/// <summary>A calibration as it is written. Holds numbers only: nobody's name, and no embedding.</summary>
internal sealed record CalibrationDocument(
    int Format,
    string Bundle,
    DateTimeOffset MadeAt,
    CalibrationSource Source,
    int People,
    int Probes,
    double PhotosPerPerson,
    double MatchRate,
    double ReviewRate,
    TailDocument Tail)
{
    /// <summary>The version of this form.</summary>
    public const int PresentFormat = 1;

    /// <summary>Writes a calibration.</summary>
    public static BinaryData Write(ThresholdCalibration calibration) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(
        new CalibrationDocument(
            PresentFormat,
            calibration.BundleId,
            calibration.MadeAt,
            calibration.Source,
            calibration.People,
            calibration.Probes,
            calibration.PhotosPerPerson,
            calibration.MatchRate,
            calibration.ReviewRate,
            new TailDocument(calibration.Tail.Start, calibration.Tail.StartRate, calibration.Tail.Scale, calibration.Tail.Shape, calibration.Tail.Scores)),
        CalibrationJson.Default.CalibrationDocument));

    /// <summary>Reads a calibration.</summary>
    /// <returns>It, or why there is none.</returns>
    public static (ThresholdCalibration? Calibration, string Reason) Read(ReadOnlySpan<byte> json, string bundleId)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, CalibrationJson.Default.FormatDocument) is not { Format: PresentFormat })
            {
                return (null, $"its format is not {PresentFormat}.");
            }

            CalibrationDocument read = JsonSerializer.Deserialize(json, CalibrationJson.Default.CalibrationDocument)!;
            if (read.Bundle != bundleId)
            {
                return (null, "it is another bundle's.");
            }

            if (read.People < 2 || read.Probes < 1 || !(read.PhotosPerPerson >= 1) || !Enum.IsDefined(read.Source))
            {
                return (null, "what it rests on is not said.");
            }

            var tail = new ImpostorTail(read.Tail.Start, read.Tail.StartRate, read.Tail.Scale, read.Tail.Shape, read.Tail.Scores);
            return (new ThresholdCalibration(bundleId, tail, read.MatchRate, read.ReviewRate)
            {
                MadeAt = read.MadeAt,
                Source = read.Source,
                People = read.People,
                Probes = read.Probes,
                PhotosPerPerson = read.PhotosPerPerson,
            }, "");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return (null, "it is damaged.");
        }
    }
}

/// <summary>The version of the form, whatever else is there.</summary>
internal sealed record FormatDocument(int Format);

/// <summary>The tail of a calibration.</summary>
internal sealed record TailDocument(double Start, double StartRate, double Scale, double Shape, long Scores);

/// <summary>Written and read without reflection; what is missing is a fault.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CalibrationDocument))]
[JsonSerializable(typeof(FormatDocument))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
