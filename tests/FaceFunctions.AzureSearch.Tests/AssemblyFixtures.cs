using FaceFunctions.Testing;

[assembly: AssemblyFixture(typeof(TestAzurite))]
