namespace Aspire.Hosting.ApplicationModel;

/// <summary>Common to attributes that mark a parameter as a name in the application model, so that tools can check literals.</summary>
public interface IModelNameParameter;
