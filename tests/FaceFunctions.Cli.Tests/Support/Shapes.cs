namespace FaceFunctions.Cli.Tests.Support;

/// <summary>Answers of the service, as its documentation shows them.</summary>
internal static class Shapes
{
    public const string Identified =
        """
        {"bundle":"b1","threshold":0.45,"gallery":{"faces":25,"people":9},"probe":{"source":"body","width":800,"height":600},
         "faces":[
          {"box":{"x":10.4,"y":20,"width":100,"height":120},"detectionScore":0.97,"quality":0.8,"decision":"match","person":"ruan",
           "candidates":[{"person":"ruan","photo":"gallery/ruan/7.jpg","similarity":0.7123},{"person":"vera","photo":"gallery/vera/1.jpg","similarity":0.31}]},
          {"box":{"x":300,"y":20,"width":90,"height":110},"detectionScore":0.91,"quality":0.7,"decision":"unknown","person":null,
           "candidates":[{"person":"vera","photo":"gallery/vera/1.jpg","similarity":0.22}]}],
         "elapsedMs":{"decode":1,"detect":2,"embed":3,"search":0}}
        """;

    public const string Verified =
        """
        {"bundle":"b1","threshold":0.363,"a":{"source":"gallery/x.jpg","box":{"x":1,"y":2,"width":3,"height":4},"detectionScore":0.9,"quality":0.8},
         "b":{"source":"probes/y.jpg","box":{"x":5,"y":6,"width":7,"height":8},"detectionScore":0.8,"quality":0.7},"similarity":0.71,"decision":"match"}
        """;

    public const string Photo =
        """
        {"photo":"gallery/ruan/7.jpg","status":"enrolled","reason":null,"person":"ruan","bundle":"b1","width":640,"height":480,"eTag":"\"0x1\"",
         "lastModified":"2026-01-02T03:04:05Z","recordedAt":"2026-01-02T03:04:06Z",
         "faces":[{"person":"ruan","box":{"x":1,"y":2,"width":30,"height":40},"landmarks":null,"detectionScore":0.97,"quality":0.8}]}
        """;
}
