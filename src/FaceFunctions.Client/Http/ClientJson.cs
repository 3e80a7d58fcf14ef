using System.Text.Json.Serialization;

namespace FaceFunctions.Client.Http;

/// <summary>Reads every answer without reflection. What a caller cannot do without must be there; the rest may be missing, and more may be.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(IdentifyAnswer))]
[JsonSerializable(typeof(VerifyAnswer))]
[JsonSerializable(typeof(FacesAnswer))]
[JsonSerializable(typeof(PhotoAnswer))]
[JsonSerializable(typeof(ListedPhoto))]
[JsonSerializable(typeof(WrittenPhoto))]
[JsonSerializable(typeof(DeletedAnswer))]
[JsonSerializable(typeof(ListedPerson))]
[JsonSerializable(typeof(RenamedPerson))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(GalleryHealthAnswer))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ClientJson : JsonSerializerContext;

/// <summary>An error by RFC 9457. Anything may be missing: something else than the service may have written it.</summary>
internal sealed record ProblemBody(string? Type = null, string? Title = null, string? Detail = null, string? Parameter = null, string? RequestId = null);
