namespace FaceFunctions.Tests.Support;

/// <summary>One app for all classes that ask small questions and change nothing: a start costs more than they do.</summary>
[CollectionDefinition(nameof(SmallRequests))]
public class SmallRequests : ICollectionFixture<OwnGallery>;
