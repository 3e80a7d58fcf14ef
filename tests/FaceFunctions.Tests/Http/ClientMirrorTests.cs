using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FaceFunctions.Client;
using FaceFunctions.Http;

namespace FaceFunctions.Tests.Http;

/// <summary>The typed client says all that the app says, under the same names. The two share no code: the client is a package of its own.</summary>
public class ClientMirrorTests
{
    // By name, because those of the app are not public; rows of a page stand for it.
    private static readonly Dictionary<string, (Type Type, string? Rows)> Mirrors = new()
    {
        ["IdentifyResponse"] = (typeof(IdentifyAnswer), null),
        ["FacesResponse"] = (typeof(FacesAnswer), null),
        ["VerifyResponse"] = (typeof(VerifyAnswer), null),
        ["PhotoResponse"] = (typeof(PhotoAnswer), null),
        ["PhotoListResponse"] = (typeof(ListedPhoto), "photos"),
        ["UploadedResponse"] = (typeof(WrittenPhoto), null),
        ["PeopleResponse"] = (typeof(ListedPerson), "people"),
        ["DeletedResponse"] = (typeof(DeletedAnswer), null),
        ["RenamedResponse"] = (typeof(RenamedPerson), null),
        ["StatusResponse"] = (typeof(StatusAnswer), null),
        ["HealthDocument"] = (typeof(GalleryHealthAnswer), null),
        ["HealthChecksResponse"] = (typeof(HealthAnswer), null),
    };

    // A problem becomes an exception.
    private static readonly string[] NotAnswers = [nameof(Problem), nameof(JsonElement)];

    public static TheoryData<string> Answers =>
        [.. typeof(ApiJson).GetCustomAttributesData().Where(data => data.AttributeType == typeof(JsonSerializableAttribute))
            .Select(data => (Type)data.ConstructorArguments[0].Value!).Select(type => type.Name).Except(NotAnswers)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_has_a_mirror_with_every_property(string answer)
    {
        Assert.True(Mirrors.TryGetValue(answer, out (Type Type, string? Rows) mirror), $"The client has no type for {answer}: add one, with its call, and name it here.");
        Type type = typeof(ApiJson).Assembly.GetTypes().Single(type => type.Name == answer);
        JsonTypeInfo app = ApiJson.Readable.GetTypeInfo(type)!;
        if (mirror.Rows is { } rows)
        {
            app = ApiJson.Readable.GetTypeInfo(app.Properties.Single(property => property.Name == rows).PropertyType)!;
            app = ApiJson.Readable.GetTypeInfo(app.ElementType!)!;
        }

        AssertAlike(app, JsonSerializerOptions.Web.GetTypeInfo(mirror.Type), answer);
    }

    private static void AssertAlike(JsonTypeInfo app, JsonTypeInfo client, string where)
    {
        if (app.Kind == JsonTypeInfoKind.Enumerable)
        {
            Assert.True(client.Kind == JsonTypeInfoKind.Enumerable, $"{where} is a list.");
            AssertAlike(ApiJson.Readable.GetTypeInfo(app.ElementType!)!, JsonSerializerOptions.Web.GetTypeInfo(client.ElementType!), where + "[]");
        }
        else if (app.Kind == JsonTypeInfoKind.Object)
        {
            Assert.Equal([$"{where}: {Names(app)}"], [$"{where}: {Names(client)}"]);
            foreach (JsonPropertyInfo property in app.Properties)
            {
                JsonPropertyInfo mirror = client.Properties.Single(other => other.Name == property.Name);
                AssertAlike(ApiJson.Readable.GetTypeInfo(property.PropertyType)!, JsonSerializerOptions.Web.GetTypeInfo(mirror.PropertyType), $"{where}.{property.Name}");
            }
        }
    }

    private static string Names(JsonTypeInfo type) => string.Join(' ', type.Properties.Where(property => property.Get is not null).Select(property => property.Name).Order(StringComparer.Ordinal));
}
