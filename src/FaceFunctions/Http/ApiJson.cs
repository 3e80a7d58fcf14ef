using System.Text.Json.Serialization;
using FaceFunctions.Identify;
using FaceFunctions.People;
using FaceFunctions.Photos;
using FaceFunctions.Status;
using FaceFunctions.Verify;

namespace FaceFunctions.Http;

/// <summary>The JSON of every answer, written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdentifyResponse))]
[JsonSerializable(typeof(VerifyResponse))]
[JsonSerializable(typeof(PhotoResponse))]
[JsonSerializable(typeof(PhotoListResponse))]
[JsonSerializable(typeof(PeopleResponse))]
[JsonSerializable(typeof(DeletedResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
