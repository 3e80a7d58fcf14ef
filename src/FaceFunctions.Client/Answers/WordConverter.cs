using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceFunctions.Client;

/// <summary>A word of the service that programs compare with known ones.</summary>
internal interface IWord<T>
{
    /// <summary>The word.</summary>
    static abstract T Of(string value);
}

/// <summary>Words are read whether they are known or not.</summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, IWord<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? T.Of(reader.GetString()!) : throw new JsonException($"{typeof(T).Name} is a word.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
