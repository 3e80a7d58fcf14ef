using System.Text;

namespace FaceFunctions.Telemetry;

/// <summary>Exceptions without their messages, which quote what could not be read: that may be a name.</summary>
internal static class NamelessException
{
    /// <summary>What <see cref="Exception.ToString"/> says, without the messages: types and stacks, from the outermost in.</summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (Exception? one = exception; one is not null; one = one.InnerException)
        {
            text.Append(one == exception ? "" : " ---> ").AppendLine(one.GetType().FullName).AppendLine(one.StackTrace);
        }

        return text.ToString();
    }
}
