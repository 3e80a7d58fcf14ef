namespace FaceFunctions.Shared;

/// <summary>The outside of an HTML page that is one file: no script, nothing from elsewhere, pictures as data only, light or dark as the reader's system is.</summary>
internal static class HtmlFile
{
    /// <summary>Makes the file.</summary>
    /// <param name="title">What browsers show.</param>
    /// <param name="css">Its style.</param>
    /// <param name="body">What is in its body.</param>
    public static string Create(string title, string css, Html body) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <style>
        {Html.Raw(css)}
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """).ToString();
}
