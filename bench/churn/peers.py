"""Five-fold AUC and CPU of scikit-learn's logistic regression and of xgboost (200 trees) on one CSV, label last."""
import json
import sys
import time
import warnings

import pandas as pd
import sklearn
import xgboost as xgb
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")
start = time.process_time()
data = pd.read_csv(sys.argv[1])
y = data.pop("label").values
features = pd.get_dummies(data, dummy_na=False).astype(float)
filled = features.fillna(features.mean())
folds = StratifiedKFold(5, shuffle=True, random_state=0)
models = {
    "logistic": (make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)), filled),
    "xgboost": (xgb.XGBClassifier(n_estimators=200, max_depth=4, learning_rate=0.06, n_jobs=1), features),
}
read = time.process_time() - start
found = {"versions": [sklearn.__version__, xgb.__version__]}
for name, (model, table) in models.items():
    start = time.process_time()
    scores = cross_val_predict(model, table, y, cv=folds, method="predict_proba")[:, 1]
    model.fit(table, y)
    found[name] = {"auc": roc_auc_score(y, scores), "cpu": time.process_time() - start}
found["read"] = read
print(json.dumps(found))
