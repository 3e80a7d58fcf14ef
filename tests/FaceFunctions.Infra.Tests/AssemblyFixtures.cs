using FaceFunctions.Infra.Tests.Support;

[assembly: AssemblyFixture(typeof(Templates))]
[assembly: AssemblyFixture(typeof(PublishedApp))]
