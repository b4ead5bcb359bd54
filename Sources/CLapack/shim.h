// The one routine of LAPACK that is used; Debian's package has no header of its own.

// Eigenvalues of a symmetric matrix. The two last arguments are the lengths of `job` and `triangle`.
void dsyev_(
    const char *job, const char *triangle, const int *order, double *matrix, const int *leadingDimension, double *eigenvalues, double *work,
    const int *workLength, int *status, unsigned long jobLength, unsigned long triangleLength);
